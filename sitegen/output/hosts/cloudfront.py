"""Amazon S3 with CloudFront: a template of all that is needed, and the commands that upload."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from sitegen.output.hosts.netlify import RULE_FILES
from sitegen.output.hosts.package import HostPackage, not_told
from sitegen.output.hosts.rules import NOT_FOUND, content_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.output.hosts.package import BuiltSite
    from sitegen.output.hosts.rules import HostRules, Move

_LARGEST_FUNCTION: Final = 10_240
_MOST_PLACES: Final = 75
_LONGEST_HEADER: Final = 1_783

_CACHING: Final = "658327ea-f89d-4fab-a63d-7e88639e58f6"
"""The policy CachingOptimized, which Amazon keeps for everybody."""

_FUNCTION: Final = """\
var moved = {moved};
var below = {below};
function handler(event) {{
  var request = event.request;
  var path;
  try {{ path = decodeURIComponent(request.uri); }} catch (fault) {{ path = request.uri; }}
  var old = path.replace(/\\/+$/, '');
  var to = moved.hasOwnProperty(old) && moved[old];
  for (var start in below) {{
    if (!to && (old + '/').indexOf(start + '/') === 0) to = below[start];
  }}
  if (to) return redirect(to[0], to[1] + (to[1].indexOf('?') < 0 ? asked(request) : '') + to[2]);
  if (/^\\/({rules})$|\\/\\.(?!well-known\\/)/.test(path)) request.uri = '/nothing';
  else if (/\\/$/.test(path)) request.uri += 'index.html';
  else if (!/\\.[^\\/]*$/.test(path)) {{
    return redirect(301, request.uri.replace(/^\\/+/, '/') + '/' + asked(request));
  }}
  return request;
}}
function asked(request) {{
  var parts = [];
  Object.keys(request.querystring).forEach(function (name) {{
    var given = request.querystring[name];
    (given.multiValue || [given]).forEach(function (one) {{
      parts.push(one.value === '' ? name : name + '=' + one.value);
    }});
  }});
  return parts.length ? '?' + parts.join('&') : '';
}}
function redirect(status, target) {{
  return {{
    statusCode: status,
    statusDescription: status === 301 ? 'Moved Permanently' : 'Found',
    headers: {{ location: {{ value: target }} }}
  }};
}}
"""

_UPLOAD: Final = """\
#!/bin/sh
# Made by “python3 build.py host cloudfront”. Use: sh upload.sh BUCKET DISTRIBUTION [FOLDER]
# Sends the built site with the type of each file, pages last, and takes away what is gone.
set -eu
bucket="s3://$1"; distribution="$2"; folder="${{3:-public}}"
send() {{
    aws s3 cp "$folder" "$bucket" --recursive --no-progress --exclude '*' --include "*.$1" \\
        --content-type "$2"
}}
{kinds}aws s3 sync "$folder" "$bucket" --no-progress --size-only --delete {left_out}
aws cloudfront create-invalidation --distribution-id "$distribution" --paths '/*'
"""


def package(built: BuiltSite) -> HostPackage:
    """Return the template and the commands; redirects that do not fit become pages."""
    record = built.record
    able = [one for one in record.rules.moved if one.plain]
    fitting = able
    while len(function(fitting).encode()) > _LARGEST_FUNCTION:
        fitting = fitting[: len(fitting) * 9 // 10]
    rest = tuple(one for one in able if one not in fitting)
    lost = [
        "An address without an ending gets a last slash even if nothing is there (301, then 404).",
        "Missing addresses are answered with the headers of the address that was asked for.",
    ]
    if rest:
        lost.append(
            f"{len(rest)} redirects do not fit into the 10 KB of a function: they are pages "
            "that lead on at once, with the status 200; those with a “*” are lost."
        )
    lost += not_told(record.rules.moved)
    return HostPackage(
        beside={
            "cloudfront.json": template(record.rules, record.site, fitting),
            "upload.sh": _upload(record.files),
        },
        twins=rest,
        lost=tuple(lost),
        faults=tuple(_faults(record.rules)),
    )


def _faults(rules: HostRules) -> Iterable[str]:
    if len(rules.places) > _MOST_PLACES:
        yield f"{len(rules.places)} folders with headers of their own are more than {_MOST_PLACES}."
    sent = {**rules.everywhere, **rules.pages}
    if any(len(value) > _LONGEST_HEADER for value in sent.values()):
        yield f"A header is longer than the {_LONGEST_HEADER} characters that CloudFront takes."


def function(moved: Iterable[Move]) -> str:
    """Return the program that sees each request before CloudFront does."""
    told = {(one.path, one.below): [one.status, one.target, one.anchor] for one in moved}
    tables = [
        json.dumps(
            {path: value for (path, all_), value in told.items() if all_ is below},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for below in (False, True)
    ]
    return _FUNCTION.format(moved=tables[0], below=tables[1], rules="|".join(RULE_FILES))


def template(rules: HostRules, site: str, moved: Iterable[Move]) -> str:
    """Return the CloudFormation template of the bucket and the distribution."""
    policies = {"Pages": rules.headers("/")} | {
        _word(place): rules.headers(place) for place in rules.places
    }
    resources = {
        "Bucket": {"Type": "AWS::S3::Bucket"},
        "BucketPolicy": {"Type": "AWS::S3::BucketPolicy", "Properties": _READ_BY_CLOUDFRONT},
        "Access": _access(),
        "Function": _function(function(moved)),
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
        "Outputs": {
            "Bucket": {"Value": _ref("Bucket")},
            "Distribution": {"Value": _ref("Distribution")},
            "Address": {"Value": _of("Distribution", "DomainName")},
        },
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _ref(name: str) -> dict[str, str]:
    return {"Ref": name}


def _of(name: str, attribute: str) -> dict[str, list[str]]:
    return {"Fn::GetAtt": [name, attribute]}


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


def _named(word: str) -> dict[str, str]:
    return {"Fn::Sub": "${AWS::StackName}-" + word}


def _access() -> dict[str, Any]:
    config = {
        "Name": _named("access"),
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
            "Name": _named("addresses"),
            "AutoPublish": True,
            "FunctionCode": code,
            "FunctionConfig": {"Comment": "Redirects", "Runtime": "cloudfront-js-2.0"},
        },
    }


def _headers(word: str, sent: Mapping[str, str]) -> dict[str, Any]:
    """Return a policy of headers; those that CloudFront knows have places of their own."""
    known = _known(sent)
    other = [name for name in sent if name not in {*_KNOWN, "Access-Control-Allow-Origin"}]
    items = [{"Header": name, "Value": sent[name], "Override": True} for name in other]
    config: dict[str, Any] = {
        "Name": _named(word.lower()),
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


def _known(sent: Mapping[str, str]) -> dict[str, Any]:
    transport = sent.get("Strict-Transport-Security", "")
    age = re.search(r"max-age=(\d+)", transport)
    found = {
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
    return {name: {**one, "Override": True} for name, one in found.items() if one is not None}


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


def _distribution(rules: HostRules) -> dict[str, Any]:
    # The first pattern that fits is taken, so the most exact folder comes first.
    places = sorted(rules.places, key=len, reverse=True)
    config = {
        "Enabled": True,
        "IPV6Enabled": True,
        "HttpVersion": "http2and3",
        "Aliases": [_ref("Domain")],
        "DefaultRootObject": "index.html",
        "Origins": [
            {
                "Id": "bucket",
                "DomainName": _of("Bucket", "RegionalDomainName"),
                "OriginAccessControlId": _ref("Access"),
                "S3OriginConfig": {"OriginAccessIdentity": ""},
            }
        ],
        "DefaultCacheBehavior": _behaviour("Pages"),
        "CacheBehaviors": [{"PathPattern": f"{one}*", **_behaviour(_word(one))} for one in places],
        # A bucket that lists nothing to anybody answers 403 where nothing is.
        "CustomErrorResponses": [
            {"ErrorCode": code, "ResponseCode": 404, "ResponsePagePath": f"/{NOT_FOUND}"}
            for code in (403, 404)
        ],
        "ViewerCertificate": {
            "AcmCertificateArn": _ref("Certificate"),
            "MinimumProtocolVersion": "TLSv1.2_2021",
            "SslSupportMethod": "sni-only",
        },
    }
    return {
        "Type": "AWS::CloudFront::Distribution",
        "Properties": {"DistributionConfig": config},
    }


def _word(place: str) -> str:
    """Return a folder as a name of letters and digits."""
    return "".join(step.capitalize() for step in re.findall("[a-z0-9]+", place.lower()))


def _upload(paths: Iterable[str]) -> str:
    """Return the commands that send a site: what pages need first, then pages."""
    ends = {path.rpartition("/")[2].rpartition(".")[2] for path in paths if "." in path}
    order = sorted(ends, key=lambda end: (end == "html", end))
    kinds = "".join(f"send {end} '{content_type(end)}'\n" for end in order)
    left_out = " ".join(f"--exclude '{name}'" for name in RULE_FILES)
    return _UPLOAD.format(kinds=kinds, left_out=left_out)
