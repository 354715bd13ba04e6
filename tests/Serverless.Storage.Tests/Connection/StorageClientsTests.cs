using Microsoft.Extensions.Configuration;
using Serverless.Domain.Storage;
using Serverless.Storage.Connection;

namespace Serverless.Storage.Tests.Connection;

public sealed class StorageClientsTests
{
    [Fact]
    public void Connect_NothingConfigured_SaysWhatToSet() =>
        Should.Throw<StorageException>(() => Connect()).Message.ShouldContain("Set AzureWebJobsStorage");

    [Theory]
    [InlineData("AccountKey")]
    [InlineData("AccountName=a;AccountKey=c2VjcmV0LWtleQ==;rubbish")]
    [InlineData("AccountName=a;AccountKey=secret-key-that-is-no-base64;BlobEndpoint=::")]
    public void Connect_MalformedConnectionString_NeverRepeatsIt(string connection)
    {
        var error = Should.Throw<StorageException>(() => Connect(("AzureWebJobsStorage", connection)));

        error.ToString().ShouldContain("AzureWebJobsStorage");
        error.ToString().ShouldNotContain("c2VjcmV0");
        error.ToString().ShouldNotContain("secret-key");
    }

    [Fact]
    public void Connect_AccountName_SignsInWithIdentity() =>
        Connect(
            ("AzureWebJobsStorage:accountName", "searches1"),
            ("AzureWebJobsStorage:clientId", "6d3c1f2e-0000-0000-0000-000000000000")).ShouldNotBeNull();

    [Fact]
    public void Connect_ServiceAddresses_SignsInWithIdentity() =>
        Connect(
            ("AzureWebJobsStorage:blobServiceUri", "https://searches1.blob.core.windows.net"),
            ("AzureWebJobsStorage:queueServiceUri", "https://searches1.queue.core.windows.net")).ShouldNotBeNull();

    [Fact]
    public void Connect_MalformedAddress_NamesItsSetting() =>
        Should.Throw<StorageException>(() => Connect(
            ("AzureWebJobsStorage:blobServiceUri", "searches1"),
            ("AzureWebJobsStorage:queueServiceUri", "https://searches1.queue.core.windows.net"))).Message.ShouldContain("blobServiceUri");

    static StorageClients Connect(params (string Key, string Value)[] settings) =>
        StorageClients.Connect(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build());
}
