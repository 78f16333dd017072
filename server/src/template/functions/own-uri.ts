/** Stands in the shape of a text for the address that the template itself was read from. */
export const OWN_URI = '{deployment().properties.templateLink.uri}';
