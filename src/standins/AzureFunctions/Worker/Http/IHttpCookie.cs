namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>A cookie.</summary>
public interface IHttpCookie
{
    /// <summary>The hosts it is sent to; null means the answering host.</summary>
    string? Domain { get; }

    /// <summary>When it ends; null means with the session.</summary>
    DateTimeOffset? Expires { get; }

    /// <summary>Whether scripts cannot read it.</summary>
    bool? HttpOnly { get; }

    /// <summary>Seconds until it ends; zero or less ends it at once.</summary>
    double? MaxAge { get; }

    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>The path it is sent to; null means the answering path.</summary>
    string? Path { get; }

    /// <summary>Whether it goes along with requests from other sites.</summary>
    SameSite SameSite { get; }

    /// <summary>Whether it is sent over HTTPS only.</summary>
    bool? Secure { get; }

    /// <summary>Its value.</summary>
    string Value { get; }
}
