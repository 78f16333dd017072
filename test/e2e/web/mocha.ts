// Mocha's build for browsers reads the address of a page, which a worker does not have.
import './page-address.ts';
import 'mocha/mocha.js';
