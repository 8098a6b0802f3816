provider "aws" {
  region = "eu-west-1"
}

module "certificate" {
  source      = "./certificate"
  domain_name = "shop.example.com"
}

module "elb" {
  source = "./elb"
  name   = "shop"

  listeners = [
    {
      lb_port           = 80
      lb_protocol       = "HTTP"
      instance_port     = 8080
      instance_protocol = "http"
    },
    {
      lb_port            = 443
      lb_protocol        = "HTTPS"
      instance_port      = 8080
      instance_protocol  = "http"
      ssl_certificate_id = module.certificate.arn
    },
  ]
}
