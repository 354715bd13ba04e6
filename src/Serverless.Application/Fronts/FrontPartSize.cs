namespace Serverless.Application.Fronts;

/// <summary>Limits the size of a front's documents: of its head while all members fit there, otherwise of each part.</summary>
/// <remarks>
/// A member has about 300 to 700 bytes, so most fronts are one document. With 100,000 members, the head names about 400 to 800 parts in 30 to 60 KiB,
/// and a merge that touches one part writes about as much for the part as for the head.
/// </remarks>
/// <param name="Members">The maximum number of members, 2 or more.</param>
/// <param name="Bytes">The maximum size in bytes; a single member can exceed it.</param>
public sealed record FrontPartSize(int Members, int Bytes)
{
    /// <summary>The default: 256 members, 256 KiB.</summary>
    public static FrontPartSize Default { get; } = new(256, 256 * 1024);
}
