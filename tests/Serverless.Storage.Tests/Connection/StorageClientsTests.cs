using Microsoft.Extensions.Configuration;
using Serverless.Application.Storage;
using Serverless.Storage.Connection;
using Serverless.Storage.Documents;

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

    [Theory]
    [InlineData("https://searches1.blob.core.windows.net")]
    [InlineData("evil.example/#")]
    [InlineData("Searches1")]
    [InlineData("ab")]
    public void Connect_WhatIsNoAccountName_SaysWhatOneIs(string name) =>
        Should.Throw<StorageException>(() => Connect(("AzureWebJobsStorage:accountName", name))).Message.ShouldContain("3 to 24 of a-z and 0-9");

    [Fact]
    public async Task Call_WithoutAnyIdentity_SaysHowToSignIn()
    {
        // None of the ways to sign in is there, but for the one that the variable names, which has no secret.
        Environment.SetEnvironmentVariable("AZURE_TOKEN_CREDENTIALS", "EnvironmentCredential");
        var store = new BlobDocumentStore(Connect(("AzureWebJobsStorage:accountName", "searches1")));

        var error = await Should.ThrowAsync<StorageException>(() => store.FindVersionAsync(BlobPaths.Front("s1"), CancellationToken.None));

        error.Message.ShouldContain("Could not sign in to storage for reading blob 'searches/s1/front.json'");
        error.Message.ShouldContain("AzureWebJobsStorage__clientId");
    }

    [Theory]
    [InlineData("searches1")]
    [InlineData("http://searches1.blob.core.windows.net")]
    public void Connect_WhatIsNoHttpsAddress_NamesItsSetting(string address) =>
        Should.Throw<StorageException>(() => Connect(
            ("AzureWebJobsStorage:blobServiceUri", address),
            ("AzureWebJobsStorage:queueServiceUri", "https://searches1.queue.core.windows.net"))).Message.ShouldContain("blobServiceUri");

    static StorageClients Connect(params (string Key, string Value)[] settings) =>
        StorageClients.Connect(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build());
}
