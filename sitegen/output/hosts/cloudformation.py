"""The CloudFormation template of a site at Amazon: a bucket, a distribution, and their rules."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from sitegen.output.hosts.rules import NOT_FOUND, HostRules

_CACHING: Final = "658327ea-f89d-4fab-a63d-7e88639e58f6"
"""The policy CachingOptimized, which Amazon keeps for everybody."""


def template(rules: HostRules, site: str, program: str) -> str:
    """Return the template for a site at its address, with the program that sees each request."""
    policies = {"Pages": rules.headers("/")} | {
        _word(place): rules.headers(place) for place in rules.places
    }
    resources = {
        "Bucket": {"Type": "AWS::S3::Bucket"},
        "BucketPolicy": {"Type": "AWS::S3::BucketPolicy", "Properties": _READ_BY_CLOUDFRONT},
        "Access": _access(),
        "Function": _function(program),
        **{f"{word}Headers": _headers(word, sent) for word, sent in policies.items()},
        "Distribution": _distribution(rules),
    }
    parameters = {
        "Domain": {"Type": "String", "Default": urlsplit(site).hostname},
        "Certificate": {"Type": "String", "Description": "ARN of its certificate in us-east-1"},
    }
    whole = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": f"The site {site}, made by “python3 build.py host cloudfront”",
        "Parameters": parameters,
        "Resources": resources,
        "Outputs": _OUTPUTS,
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _ref(name: str) -> dict[str, str]:
    return {"Ref": name}


def _of(name: str, attribute: str) -> dict[str, list[str]]:
    return {"Fn::GetAtt": [name, attribute]}


_OUTPUTS: Final = {
    "Bucket": {"Value": _ref("Bucket")},
    "Distribution": {"Value": _ref("Distribution")},
    "Address": {"Value": _of("Distribution", "DomainName")},
}
_OWN_DISTRIBUTION: Final = {
    "Fn::Sub": "arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Distribution}"
}
_READ_BY_CLOUDFRONT: Final = {
    "Bucket": _ref("Bucket"),
    "PolicyDocument": {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "cloudfront.amazonaws.com"},
                "Action": "s3:GetObject",
                "Resource": {"Fn::Sub": "${Bucket.Arn}/*"},
                "Condition": {"StringEquals": {"AWS:SourceArn": _OWN_DISTRIBUTION}},
            }
        ],
    },
}


def _stack_name(word: str) -> dict[str, str]:
    return {"Fn::Sub": "${AWS::StackName}-" + word}


def _access() -> dict[str, Any]:
    config = {
        "Name": _stack_name("access"),
        "OriginAccessControlOriginType": "s3",
        "SigningBehavior": "always",
        "SigningProtocol": "sigv4",
    }
    return {
        "Type": "AWS::CloudFront::OriginAccessControl",
        "Properties": {"OriginAccessControlConfig": config},
    }


def _function(code: str) -> dict[str, Any]:
    return {
        "Type": "AWS::CloudFront::Function",
        "Properties": {
            "Name": _stack_name("addresses"),
            "AutoPublish": True,
            "FunctionCode": code,
            "FunctionConfig": {"Comment": "Redirects", "Runtime": "cloudfront-js-2.0"},
        },
    }


def _headers(word: str, sent: Mapping[str, str]) -> dict[str, Any]:
    """Return a policy of headers; those that CloudFront knows have places of their own."""
    known = _security_headers(sent)
    other = [name for name in sent if name not in {*_KNOWN, "Access-Control-Allow-Origin"}]
    items = [{"Header": name, "Value": sent[name], "Override": True} for name in other]
    config: dict[str, Any] = {
        "Name": _stack_name(word.lower()),
        "SecurityHeadersConfig": known,
        "CustomHeadersConfig": {"Items": items},
    }
    if origin := sent.get("Access-Control-Allow-Origin"):
        config["CorsConfig"] = {
            "AccessControlAllowOrigins": {"Items": [origin]},
            "AccessControlAllowMethods": {"Items": ["GET", "HEAD"]},
            "AccessControlAllowHeaders": {"Items": ["*"]},
            "AccessControlAllowCredentials": False,
            "OriginOverride": True,
        }
    return {
        "Type": "AWS::CloudFront::ResponseHeadersPolicy",
        "Properties": {"ResponseHeadersPolicyConfig": config},
    }


_KNOWN: Final = (
    "Strict-Transport-Security",
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Referrer-Policy",
)


def _security_headers(sent: Mapping[str, str]) -> dict[str, Any]:
    transport = sent.get("Strict-Transport-Security", "")
    age = re.search(r"max-age=(\d+)", transport)
    headers = {
        "StrictTransportSecurity": age
        and {
            "AccessControlMaxAgeSec": int(age[1]),
            "IncludeSubdomains": "includeSubDomains" in transport,
            "Preload": "preload" in transport,
        },
        "ContentSecurityPolicy": {"ContentSecurityPolicy": sent["Content-Security-Policy"]},
        "ContentTypeOptions": {} if "X-Content-Type-Options" in sent else None,
        "FrameOptions": {"FrameOption": sent["X-Frame-Options"]},
        "ReferrerPolicy": {"ReferrerPolicy": sent["Referrer-Policy"]},
    }
    return {name: {**h, "Override": True} for name, h in headers.items() if h is not None}


def _behaviour(word: str) -> dict[str, Any]:
    return {
        "TargetOriginId": "bucket",
        "ViewerProtocolPolicy": "redirect-to-https",
        "Compress": True,
        "CachePolicyId": _CACHING,
        "ResponseHeadersPolicyId": _ref(f"{word}Headers"),
        "FunctionAssociations": [
            {"EventType": "viewer-request", "FunctionARN": _of("Function", "FunctionARN")}
        ],
    }


_FROM_BUCKET: Final = {
    "Id": "bucket",
    "DomainName": _of("Bucket", "RegionalDomainName"),
    "OriginAccessControlId": _ref("Access"),
    "S3OriginConfig": {"OriginAccessIdentity": ""},
}
_CERTIFICATE: Final = {
    "AcmCertificateArn": _ref("Certificate"),
    "MinimumProtocolVersion": "TLSv1.2_2021",
    "SslSupportMethod": "sni-only",
}


def _distribution(rules: HostRules) -> dict[str, Any]:
    # The first pattern that fits is taken, so the most exact folder comes first.
    places = sorted(rules.places, key=len, reverse=True)
    config = {
        "Enabled": True,
        "IPV6Enabled": True,
        "HttpVersion": "http2and3",
        "Aliases": [_ref("Domain")],
        "DefaultRootObject": "index.html",
        "Origins": [_FROM_BUCKET],
        "DefaultCacheBehavior": _behaviour("Pages"),
        "CacheBehaviors": [{"PathPattern": f"{p}*", **_behaviour(_word(p))} for p in places],
        # A bucket that lists nothing to anybody answers 403 where nothing is.
        "CustomErrorResponses": [
            {"ErrorCode": code, "ResponseCode": 404, "ResponsePagePath": f"/{NOT_FOUND}"}
            for code in (403, 404)
        ],
        "ViewerCertificate": _CERTIFICATE,
    }
    return {
        "Type": "AWS::CloudFront::Distribution",
        "Properties": {"DistributionConfig": config},
    }


def _word(place: str) -> str:
    """Return a folder as a name of letters and digits."""
    return "".join(step.capitalize() for step in re.findall("[a-z0-9]+", place.lower()))
