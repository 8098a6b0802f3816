terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

locals {
  sites = {
    shop = { kind = "strong", wait = true }
    blog = { kind = "fast", wait = false }
  }
  front = "shop"
  lb    = true
}

module "cert" {
  source   = "./cert"
  for_each = local.sites
  name     = each.key
  kind     = each.value.kind
  wait     = each.value.wait
}

resource "aws_lb" "alb" {
  load_balancer_type = "application"
  subnets            = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
}

resource "aws_lb" "nlb" {
  load_balancer_type = "network"
  subnets            = ["subnet-0a1b2c3d4e5f60718"]
}

resource "aws_lb_target_group" "web" {
  name     = "web"
  port     = 80
  protocol = "HTTP"
  vpc_id   = "vpc-0a1b2c3d4e5f60718"
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = local.lb ? aws_lb.alb.arn : aws_lb.nlb.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = module.cert[local.front].arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
}

resource "aws_elb" "web" {
  subnets = ["subnet-0a1b2c3d4e5f60718"]

  listener {
    lb_port            = 443
    lb_protocol        = "ssl"
    instance_port      = 80
    instance_protocol  = "tcp"
    ssl_certificate_id = module.cert[local.front].arn
  }
}
