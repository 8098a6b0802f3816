# Planned with version 5 of the AWS provider, whose resources have no region argument.

provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

module "site" {
  source          = "./site"
  certificate_arn = "arn:aws:acm:us-west-2:123456789012:certificate/7f3c1e52-9a8b-4c6d-8e1f-2a3b4c5d6e7f"

  providers = {
    aws = aws.west
  }
}
