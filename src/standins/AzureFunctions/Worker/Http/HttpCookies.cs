namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The cookies that a response sets.</summary>
public abstract class HttpCookies
{
    /// <summary>Adds a session cookie.</summary>
    public abstract void Append(string name, string value);

    /// <summary>Adds a cookie.</summary>
    public abstract void Append(IHttpCookie cookie);

    /// <summary>An empty cookie, not yet added.</summary>
    public abstract IHttpCookie CreateNew();
}
