# Planned with version 5 of the AWS provider, whose resources have no region argument.

provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

module "web" {
  source = "./web"
  providers = {
    aws = aws.west
  }
}
