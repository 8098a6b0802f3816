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

resource "kubernetes_service_v1" "web" {
  metadata {
    name = "web"
    annotations = {
      "service.beta.kubernetes.io/aws-load-balancer-ssl-cert"         = "arn:aws:iam::123456789012:server-certificate/site"
      "service.beta.kubernetes.io/aws-load-balancer-ssl-ports"        = "443"
      "service.beta.kubernetes.io/aws-load-balancer-backend-protocol" = "https"
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
