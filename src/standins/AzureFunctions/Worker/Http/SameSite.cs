namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Whether a cookie goes along with requests from other sites.</summary>
public enum SameSite
{
    /// <summary>Nothing is said; the browser decides.</summary>
    None,

    /// <summary>Only with top-level navigation.</summary>
    Lax,

    /// <summary>Never.</summary>
    Strict,

    /// <summary>Always, and said so.</summary>
    ExplicitNone,
}
