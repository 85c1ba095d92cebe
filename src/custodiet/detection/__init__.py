"""Facts in, findings out. Knows the fact tables and no Django; `engine` is the only module that knows a database engine."""
