terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
    kubernetes = {
      source = "hashicorp/kubernetes"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

provider "kubernetes" {
}

resource "aws_acm_certificate" "site" {
  domain_name       = "site.example.com"
  validation_method = "DNS"
  key_algorithm     = "EC_prime256v1"
}

resource "kubernetes_service_v1" "web" {
  metadata {
    name = "web"
    annotations = {
      "service.beta.kubernetes.io/aws-load-balancer-ssl-cert" = aws_acm_certificate.site.arn
      "service.beta.kubernetes.io/aws-load-balancer-type"     = "nlb"
    }
  }

  spec {
    type = "LoadBalancer"

    port {
      name        = "http"
      port        = 80
      target_port = 8080
    }

    port {
      name        = "https"
      port        = 443
      target_port = 8080
    }
  }
}
