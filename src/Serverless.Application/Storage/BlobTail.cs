namespace Serverless.Application.Storage;

/// <summary>The end of a blob.</summary>
/// <param name="Length">Bytes of the whole blob.</param>
/// <param name="Content">Its last bytes: all of them, or as many as were asked for.</param>
public sealed record BlobTail(long Length, byte[] Content);
