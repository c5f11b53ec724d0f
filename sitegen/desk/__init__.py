"""The editor's desk: begin a record, see it, be told what changes, look after what is up."""
