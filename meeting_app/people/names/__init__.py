"""Names of organisations: taken apart, compared, searched, paired. Values in, values out."""
