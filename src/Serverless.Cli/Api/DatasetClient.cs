using System.Security.Cryptography;
using Serverless.Core;
using Serverless.Core.Datasets;

namespace Serverless.Cli.Api;

/// <summary>Files of datasets on the platform.</summary>
public sealed class DatasetClient
{
    /// <summary>How long a file may be on its way: 64 MiB in that time are 110 kB a second.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    readonly ApiConnection _api;

    internal DatasetClient(ApiConnection api) => _api = api;

    /// <summary>Adds a file; the same bytes again change nothing, so a lost answer may be asked for again.</summary>
    /// <returns>What requests refer to it by.</returns>
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
