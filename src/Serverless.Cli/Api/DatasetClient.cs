using System.Security.Cryptography;
using Serverless.Core;
using Serverless.Core.Datasets;

namespace Serverless.Cli.Api;

/// <summary>Manages dataset files on the platform.</summary>
public sealed class DatasetClient
{
    /// <summary>How long an upload can take: 64 MiB in this time are 110 kB per second.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    readonly ApiConnection _api;

    internal DatasetClient(ApiConnection api) => _api = api;

    /// <summary>Adds a file; the same bytes again change nothing, so the request can be repeated when a response was lost.</summary>
    /// <returns>The reference to the file that requests use.</returns>
    public Task<DatasetReference> AddAsync(string name, byte[] content, CancellationToken cancellation)
    {
        var digest = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(content))}:";
        return _api.SendFileAsync(
            $"api/datasets/{ApiConnection.Escape(name)}",
            content,
            headers => headers.Add("Content-Digest", digest),
            Limit,
            CoreJson.Default.DatasetReference,
            cancellation);
    }
}
