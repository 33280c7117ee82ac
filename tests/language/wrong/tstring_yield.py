t"{yield}"
