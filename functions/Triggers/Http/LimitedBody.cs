using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Triggers.Http;

/// <summary>Reads request bodies, which can come from untrusted callers, up to a limit.</summary>
static class LimitedBody
{
    /// <summary>The longest body that is read, in bytes: 1 MiB. Real requests have about one thousand.</summary>
    public const int MaximumBytes = 1024 * 1024;

    /// <summary>Reads the body; returns null when it is longer than <see cref="MaximumBytes"/>, whatever its header says.</summary>
    public static async Task<ReadOnlyMemory<byte>?> TryReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > MaximumBytes)
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            if (body.Length + read > MaximumBytes)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
