provider "aws" {
  region = "eu-west-1"
}

module "site" {
  source = "./site"

  for_each = {
    blog = "EC_prime256v1"
    shop = "RSA_2048"
  }

  name          = each.key
  key_algorithm = each.value
}
