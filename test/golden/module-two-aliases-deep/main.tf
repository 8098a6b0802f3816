# Planned with version 5 of the AWS provider, whose resources have no region argument.

provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "virginia"
  region = "us-east-1"
}

module "outer" {
  source = "./outer"
  providers = {
    aws     = aws
    aws.cdn = aws.virginia
  }
}
