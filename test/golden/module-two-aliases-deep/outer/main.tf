terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.cdn]
    }
  }
}

module "inner" {
  source = "./inner"
  providers = {
    aws.edge = aws.cdn
    aws.main = aws
  }
}
