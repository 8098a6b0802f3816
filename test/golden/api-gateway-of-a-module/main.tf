terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

module "cert" {
  source = "./cert"
  name   = "www.example.com"
  providers = {
    aws = aws.us_east_1
  }
}

module "api" {
  source          = "./api"
  certificate_arn = module.cert.arn
}
