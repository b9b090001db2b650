"""What Cuadrante remembers: tables, engine, migrations, and plain functions over them."""
