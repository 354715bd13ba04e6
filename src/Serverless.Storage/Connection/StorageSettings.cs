using Microsoft.Extensions.Configuration;
using Serverless.Application.Storage;

namespace Serverless.Storage.Connection;

/// <summary>The content of <c>AzureWebJobsStorage</c>: a connection string, or the two services to sign in to.</summary>
sealed record StorageSettings(string? ConnectionString, Uri? BlobService, Uri? QueueService, string? ClientId)
{
    public const string Key = "AzureWebJobsStorage";

    public static StorageSettings Read(IConfiguration configuration)
    {
        if (configuration[Key] is { } connection && !string.IsNullOrWhiteSpace(connection))
        {
            return new StorageSettings(connection, null, null, null);
        }

        var section = configuration.GetSection(Key);
        var clientId = section["clientId"];
        if (section["accountName"] is { Length: > 0 } account)
        {
            return new StorageSettings(null, Service(account, "blob"), Service(account, "queue"), clientId);
        }

        if (section["blobServiceUri"] is { Length: > 0 } blobs && section["queueServiceUri"] is { Length: > 0 } queues)
        {
            return new StorageSettings(null, Endpoint("blobServiceUri", blobs), Endpoint("queueServiceUri", queues), clientId);
        }

        throw new StorageException(
            $"No storage is configured. Set {Key} to a connection string, or {Key}__accountName (or __blobServiceUri and __queueServiceUri) "
            + "to sign in with an identity.");
    }

    // A name with a slash or a colon would send the identity's token to another host.
    static Uri Service(string account, string service) =>
        account.Length is >= 3 and <= 24 && account.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character))
            ? new Uri($"https://{account}.{service}.core.windows.net")
            : throw new StorageException($"{Key}__accountName is not a valid storage account name: 3 to 24 of a-z and 0-9.");

    static Uri Endpoint(string setting, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
            ? uri
            : throw new StorageException($"{Key}__{setting} must be an https address: an identity's tokens are not sent over anything else.");
}
