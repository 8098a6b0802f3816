provider "aws" {
  region = "eu-west-1"
}

module "web" {
  source = "./web"

  for_each = {
    blue  = "arn:aws:acm:eu-west-1:123456789012:certificate/7f3c1e52-9a8b-4c6d-8e1f-2a3b4c5d6e7f"
    green = "arn:aws:acm:eu-west-2:123456789012:certificate/7f3c1e52-9a8b-4c6d-8e1f-2a3b4c5d6e7f"
  }

  name            = each.key
  certificate_arn = each.value
}
