using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>Uploading files of datasets.</summary>
[Collection(HttpCollection.Name)]
public sealed class PutDatasetTests(FunctionsApp app)
{
    static readonly byte[] Records = new byte[3_073];

    readonly string _name = $"{Guid.NewGuid():N}.bin";

    [Fact]
    public async Task Put_NewFile_IsCreatedOnceAndReferredToByItsSum()
    {
        var answer = await PutAsync(_name, Records, DigestOf(Records));
        var again = await PutAsync(_name, Records);

        (answer.Status, again.Status).ShouldBe((HttpStatusCode.Created, HttpStatusCode.OK));
        answer.Json.GetProperty("blob").GetString().ShouldBe(_name);
        answer.Json.GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Records)));
        (await app.Blobs.GetBlobContainerClient("datasets").GetBlobClient(_name).DownloadContentAsync()).Value.Content.ToArray().ShouldBe(Records);
    }

    [Fact]
    public async Task Put_MoreThanTheServersUsualLimit_IsTaken()
    {
        var content = new byte[3_073 * 11_000];

        (await PutAsync(_name, content, DigestOf(content))).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Put_AnotherFileOfThatName_IsAConflict()
    {
        await PutAsync(_name, Records);

        (await PutAsync(_name, [.. Records, .. Records])).ShouldBeProblem(HttpStatusCode.Conflict, "datasetNameTaken");
    }

    [Fact]
    public async Task Put_OtherBytesThanTheDigestSays_KeepsNothing()
    {
        (await PutAsync(_name, Records, DigestOf([1]))).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "datasetUnusable");
        (await app.Blobs.GetBlobContainerClient("datasets").GetBlobClient(_name).ExistsAsync()).Value.ShouldBeFalse();
    }

    [Fact]
    public async Task Put_NoDataset_IsRefused() =>
        (await PutAsync(_name, [1, 2, 3, 4, 5])).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "datasetUnusable");

    [Theory]
    [InlineData("two%20words", null)]
    [InlineData("a%2Fb", null)]
    [InlineData("fine.bin", "sha-256=:AAAA:")]
    [InlineData("fine.bin", "md5=:AAAA:")]
    [InlineData("fine.bin", "sha-256=:")]
    public async Task Put_UnusableNameOrDigest_IsABadRequest(string name, string? digest) =>
        (await PutAsync(name, Records, digest)).ShouldBeProblem(HttpStatusCode.BadRequest, "invalidParameter");

    [Fact]
    public async Task Put_NotSaidToBeAFile_IsRefused() =>
        (await PutAsync(_name, Records, type: "application/json")).ShouldBeProblem(HttpStatusCode.UnsupportedMediaType, "unsupportedMediaType");

    [Fact]
    public async Task Put_TooLarge_IsRefused() =>
        (await PutAsync(_name, new byte[(64 * 1024 * 1024) + 1])).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "bodyTooLarge");

    async Task<HttpAnswer> PutAsync(string name, byte[] content, string? digest = null, string type = "application/octet-stream")
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"datasets/{name}", UriKind.Relative)) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await app.SendAsync(request, digest is null ? [] : [("Content-Digest", digest)]);
    }

    static string DigestOf(byte[] content) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(content))}:";
}
