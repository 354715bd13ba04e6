namespace Serverless.Application.Fronts;

/// <summary>How much of a front is in one document: in its head while all fits there, else in each part.</summary>
/// <remarks>
/// A member takes some 300 to 700 bytes. So most fronts are one document, as cheap as ever. Of 100,000 members the head names some 400 to 800
/// parts in 30 to 60 KiB, and a merge that touches one part writes about as much for the one as for the other.
/// </remarks>
/// <param name="Members">At most; 2 or more.</param>
/// <param name="Bytes">At most, unless a single member has more.</param>
public sealed record FrontPartSize(int Members, int Bytes)
{
    /// <summary>256 members, 256 KiB.</summary>
    public static FrontPartSize Default { get; } = new(256, 256 * 1024);
}
