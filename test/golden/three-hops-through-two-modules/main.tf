provider "aws" {
  region = "eu-west-1"
}

resource "aws_acm_certificate" "unrelated" {
  domain_name       = "unrelated.example.com"
  validation_method = "DNS"
  key_algorithm     = "RSA_2048"
}

module "certificate" {
  source = "./certificate"
}

module "web" {
  source = "./web"

  certificate = {
    arn = module.certificate.arn
  }
}
