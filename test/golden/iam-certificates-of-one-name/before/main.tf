provider "aws" {
  region = "eu-west-1"
}

resource "aws_iam_server_certificate" "standing" {
  name             = "shop"
  certificate_body = file("${path.module}/cert.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.standing.arn
  }
}
