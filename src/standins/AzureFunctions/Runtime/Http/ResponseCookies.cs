using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Http;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Cookies gathered until the response is sent.</summary>
sealed class ResponseCookies : HttpCookies
{
    readonly List<IHttpCookie> _cookies = [];

    public override void Append(string name, string value) => Append(new HttpCookie(name, value));

    public override void Append(IHttpCookie cookie)
    {
        ArgumentNullException.ThrowIfNull(cookie);
        _cookies.Add(cookie);
    }

    public override IHttpCookie CreateNew() => new HttpCookie("", "");

    public void WriteTo(IResponseCookies target)
    {
        foreach (var cookie in _cookies)
        {
            target.Append(cookie.Name, cookie.Value, new CookieOptions
            {
                Domain = cookie.Domain,
                Expires = cookie.Expires,
                HttpOnly = cookie.HttpOnly ?? false,
                MaxAge = cookie.MaxAge is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Path = cookie.Path ?? "/",
                Secure = cookie.Secure ?? false,
                SameSite = cookie.SameSite switch
                {
                    SameSite.Lax => SameSiteMode.Lax,
                    SameSite.Strict => SameSiteMode.Strict,
                    SameSite.ExplicitNone => SameSiteMode.None,
                    _ => SameSiteMode.Unspecified,
                },
            });
        }
    }
}
