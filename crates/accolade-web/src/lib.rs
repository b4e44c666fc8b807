//! Pages and HTTP endpoints of Accolade.
