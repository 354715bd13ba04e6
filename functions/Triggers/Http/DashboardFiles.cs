using System.IO.Compression;
using System.Security.Cryptography;

namespace Serverless.Functions.Triggers.Http;

/// <summary>The dashboard's files, which the build puts into the app's folder; read once.</summary>
public sealed class DashboardFiles
{
    /// <summary>The page itself.</summary>
    public const string Page = "index.html";

    static readonly (string Name, string ContentType)[] Known =
    [
        (Page, "text/html; charset=utf-8"), ("app.js", "text/javascript; charset=utf-8"), ("style.css", "text/css; charset=utf-8"),
    ];

    readonly Lazy<Dictionary<string, DashboardFile>> _files = new(
        () => Known.ToDictionary(file => file.Name, file => DashboardFile.Read(file.Name, file.ContentType), StringComparer.Ordinal));

    /// <summary>A file; null when the dashboard has none of that name.</summary>
    public DashboardFile? Find(string name) => _files.Value.GetValueOrDefault(name);
}

/// <summary>A file of the dashboard.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Compressed">The same by gzip.</param>
/// <param name="EntityTag">A strong entity tag of <paramref name="Content"/>, quoted.</param>
public sealed record DashboardFile(string ContentType, byte[] Content, byte[] Compressed, string EntityTag)
{
    /// <summary>Reads a file of the folder <c>dashboard</c> beside the app.</summary>
    public static DashboardFile Read(string name, string contentType)
    {
        var content = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "dashboard", name));
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return new DashboardFile(contentType, content, compressed.ToArray(), $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"");
    }
}
