provider "aws" {
  region = "eu-west-1"
}

resource "aws_route53_zone" "shop" {
  name = "example.com"
}

module "web" {
  source     = "./web"
  depends_on = [aws_route53_zone.shop]
}
