using System.Net;
using System.Text;

namespace Pirros.Admin;

/// <summary>A page with a sentence, for whoever comes by an address that is not for people: it needs no script, no file and no account.</summary>
public static class PlainPage
{
    private const string Headers = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>Answers with the page.</summary>
    /// <param name="http">The request.</param>
    /// <param name="status">The status code.</param>
    /// <param name="language">The language of the texts, such as <c>en</c>.</param>
    /// <param name="title">What it is about.</param>
    /// <param name="text">What there is to say.</param>
    public static async Task WriteAsync(HttpContext http, int status, string language, string title, string text)
    {
        var html = $$"""
            <!doctype html><html lang="{{language}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{WebUtility.HtmlEncode(title)}}</title><link rel="icon" href="data:,">
            <style>:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 24px;background:light-dark(#F8FAFC,#0B1220);color:light-dark(#0F172A,#E2E8F0)}h1{font-size:20px;font-weight:600;line-height:1.3}</style>
            </head><body><main><h1>{{WebUtility.HtmlEncode(title)}}</h1><p>{{WebUtility.HtmlEncode(text)}}</p></main></body></html>
            """;
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = Headers;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(html), http.RequestAborted);
    }
}
