# Planned with version 5 of the AWS provider, whose resources have no region argument.

provider "aws" {
  region = "eu-central-1"
}

module "edge" {
  source = "./edge"
}
