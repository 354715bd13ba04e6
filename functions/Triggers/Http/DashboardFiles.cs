using System.IO.Compression;
using System.Security.Cryptography;

namespace Serverless.Functions.Triggers.Http;

/// <summary>The files of the dashboard, which the build copies into the app's folder; they are read once.</summary>
public sealed class DashboardFiles
{
    /// <summary>The name of the page itself.</summary>
    public const string Page = "index.html";

    static readonly (string Name, string ContentType)[] Known =
    [
        (Page, "text/html; charset=utf-8"), ("app.js", "text/javascript; charset=utf-8"), ("style.css", "text/css; charset=utf-8"),
    ];

    readonly Lazy<Dictionary<string, DashboardFile>> _files = new(
        () => Known.ToDictionary(file => file.Name, file => DashboardFile.Read(file.Name, file.ContentType), StringComparer.Ordinal));

    /// <summary>Finds a file by name; null when the dashboard has no such file.</summary>
    public DashboardFile? Find(string name) => _files.Value.GetValueOrDefault(name);
}

/// <summary>A file of the dashboard.</summary>
/// <param name="ContentType">The media type.</param>
/// <param name="Content">The bytes.</param>
/// <param name="Compressed">The bytes, compressed by gzip.</param>
/// <param name="EntityTag">The strong entity tag of <paramref name="Content"/>, quoted.</param>
public sealed record DashboardFile(string ContentType, byte[] Content, byte[] Compressed, string EntityTag)
{
    /// <summary>Reads a file from the folder <c>dashboard</c> beside the app.</summary>
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
