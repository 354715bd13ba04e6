using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Serverless.EndToEnd.Tests.Fuzzing;

/// <summary>
/// Sends a thousand requests, most of them invalid in some way, through the whole chain: the host's server, its forwarder, the app.
/// </summary>
[Collection(WorkerCollection.Name)]
public sealed class RequestFuzzTests(SharedPlatform shared, ITestOutputHelper output)
{
    const int Seed = 11;
    const int Requests = 1_000;
    const int AtOnce = 8;
    const int MostShown = 10;

    [Fact]
    public async Task Requests_Generated_AreAnsweredWithoutAServersErrorAndInOurWords()
    {
        await using var platform = await shared.BeginAsync();
        var routes = ApiRoute.All();
        var known = await PrepareAsync(platform);
        var generator = new RequestGenerator(Seed, routes, known);
        var faults = new ConcurrentBag<(FuzzRequest Request, string Fault)>();
        var answers = new ConcurrentBag<(FuzzRequest Request, HttpStatusCode Status)>();
        var started = new ConcurrentBag<string>();

        // A client of its own: the platform's sends a key with every request, and ASCII alone.
        using var client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        });
        await Parallel.ForEachAsync(Enumerable.Range(0, Requests), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, cancellation) =>
        {
            var request = generator.Create(number);
            using var message = request.ToMessage(platform.Client.BaseAddress!);
            using var answer = await client.SendAsync(message, cancellation);
            answers.Add((request, answer.StatusCode));
            if (await AnswerRules.FaultAsync(request, answer) is { } fault)
            {
                faults.Add((request, fault));
            }

            if (answer.StatusCode == HttpStatusCode.Accepted)
            {
                started.Add(JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation)).RootElement.GetProperty("id").GetString()!);
            }
        });

        await CleanUpAsync(platform, started.Distinct());
        output.WriteLine(string.Join(", ", answers.CountBy(answer => (int)answer.Status).OrderBy(count => count.Key).Select(count => $"{count.Key}: {count.Value}")));
        faults.ShouldBeEmpty(Describe(faults));
        answers.Where(answer => answer.Request.Route?.Method == answer.Request.Method).Select(answer => answer.Request.Route!.Function).Distinct()
            .ShouldBe(routes.Select(route => route.Function), ignoreOrder: true);

        // Neither is everything refused at the door nor is everything accepted.
        int[] kinds = [200, 202, 400, 401, 404, 409, 415, 422];
        kinds.Except(answers.Select(answer => (int)answer.Status)).ShouldBeEmpty("a kind of answer was never given");
    }

    static string Describe(IEnumerable<(FuzzRequest Request, string Fault)> faults) => string.Join(
        "\n\n",
        faults.OrderBy(fault => fault.Request.Number).Take(MostShown)
            .Select(fault => $"Seed {Seed}, request {fault.Request.Number}: {fault.Fault}\n{fault.Request}"));

    // A table to look up in, and a search that there is.
    static async Task<string> PrepareAsync(Platform platform)
    {
        var tables = platform.Blobs.GetBlobContainerClient("tables");
        await tables.CreateIfNotExistsAsync();
        await tables.GetBlobClient($"{ValidBodies.Table}/fuzz.csv").UploadAsync(BinaryData.FromString(ValidBodies.TableRows), overwrite: true);
        await tables.GetBlobClient($"{ValidBodies.Table}/table.json").UploadAsync(BinaryData.FromString(ValidBodies.TableDescription), overwrite: true);
        using var content = new StringContent(ValidBodies.Search, Encoding.UTF8, "application/json");
        using var answer = await platform.Client.PostAsync(new Uri("searches", UriKind.Relative), content);
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, body);
        var id = JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!;
        await platform.EndOfAsync(id);
        return id;
    }

    // The next test of this platform finds nothing that runs, and no schedule.
    static async Task CleanUpAsync(Platform platform, IEnumerable<string> started)
    {
        foreach (var id in started.Where(id => !id.StartsWith("fit-", StringComparison.Ordinal)))
        {
            // One that a request has paused would wait to be resumed.
            await platform.Searches.ActAsync(id, "cancel");
            await platform.EndOfAsync(id);
        }

        foreach (var table in new[] { "fuzz.csv", "table.json" })
        {
            await platform.Blobs.GetBlobContainerClient("tables").GetBlobClient($"{ValidBodies.Table}/{table}").DeleteIfExistsAsync();
        }

        using var schedules = JsonDocument.Parse(await platform.Client.GetByteArrayAsync(new Uri("schedules", UriKind.Relative)));
        foreach (var schedule in schedules.RootElement.GetProperty("value").EnumerateArray())
        {
            using var _ = await platform.Client.DeleteAsync(new Uri($"schedules/{schedule.GetProperty("id").GetString()}", UriKind.Relative));
        }
    }
}
