package guide

// Parse is parse, for the examples of README.
var Parse = parse
