// A page that asks for no other backend.
