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

module "certificate" {
  source    = "./certificate"
  providers = { aws = aws.us_east_1 }
}

module "load_balancer" {
  source = "./load-balancer"
}

module "listener" {
  source            = "./listener"
  load_balancer_arn = module.load_balancer.arn
  certificate_arn   = module.certificate.arn
}
