using System.Globalization;
using System.Text;
using Serverless.Testing;

namespace Serverless.EndToEnd.Tests.Fuzzing;

/// <summary>Generates requests, the same ones for the same seed.</summary>
/// <param name="seed">The seed of everything that is drawn.</param>
/// <param name="routes">The routes of the app.</param>
/// <param name="searchId">The id of a search that exists.</param>
sealed class RequestGenerator(int seed, IReadOnlyList<ApiRoute> routes, string searchId)
{
    /// <summary>A host that no answer may name.</summary>
    public const string ForeignHost = "attacker.example";

    public const string ScheduleId = "fuzz-schedule";

    const string Json = "application/json";

    /// <summary>Bodies are where most can go wrong: routes that read one are tried so many times as often.</summary>
    const int BodyWeight = 6;

    static readonly string[] Foreign =
    [
        "/", "/api", "/api/", "/api/nothing", "/api/searches/a/b/c", "/api/searches//front", "/api/searches:cancel", "/api/../admin/host/status",
        "/api/searches/s1:explode", "//attacker.example/api/searches", "/API/Nothing", "/admin/functions/RunSchedules", "/admin/host/status",
        "/admin/functions", "/runtime/webhooks/durabletask/instances", "/api/searches/%2e%2e/%2e%2e/admin",
    ];

    static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "PURGE"];

    static readonly string[] Ids =
    [
        "s00000000000000000000", "fuzz-device", ScheduleId, "local-cpu", "idempotency", "UPPER", "a", "..%2F..", "%00", "x%2Frequest.json", "s'--",
        "%E2%80%AE", "%F0%9F%98%80", "%FF", "a%20b", "-", "--", "~", "s1:cancel", ";a=b", "fit-s00000000000000000000", new('a', 300),
    ];

    static readonly string[] Names =
        ["after", "maxpagesize", "state", "format", "generation", "page", "limit", "MAXPAGESIZE", "code", "clientId", "%24filter", "%00", "a%5Bb%5D", ""];

    static readonly string[] QueryValues =
    [
        "", "0", "1", "2", "-1", "200", "201", "1e3", "2147483647", "99999999999999999999", "json", "csv", "xml", "running", "Completed", "%00", "%FF",
        "%E2%80%AE", "s00000000000000000000", "..%2F", "a%26b", new('9', 400), "null",
    ];

    static readonly string[] ContentTypes =
    [
        "text/plain", "application/xml", "application/json; charset=utf-16", "application/json; charset=\"UTF-8\"", "application/json;charset=latin1",
        "APPLICATION/JSON", "application/problem+json", "application/json, text/plain", ";", "json", "multipart/form-data; boundary=x", "",
    ];

    static readonly (string Name, string[] Values)[] Headers =
    [
        ("Content-Encoding", ["gzip", "br", "deflate", "identity", "gzip, gzip", "x", ""]),
        ("Idempotency-Key", ["", "fuzz-1", "fuzz-2", "é", new('k', 201), "a b"]),
        ("If-Match", ["*", "\"x\"", "x", "W/\"x\"", "\"a\", \"b\"", "", ",", "\""]),
        ("If-None-Match", ["*", "\"x\"", "x", "W/\"x\"", "", ","]),
        ("Accept", ["text/csv", "application/xml", "*/*;q=0", "x", ";", "text/csv;q=nan"]),
        ("Host", [ForeignHost, "attacker.example:81", "127.0.0.1"]),
        ("X-Forwarded-Host", [ForeignHost]),
        ("X-Forwarded-Proto", ["gopher"]),
        ("X-Original-URL", ["/admin/host/status"]),
        ("Range", ["bytes=0-1", "x"]),
        ("Origin", ["null", "http://attacker.example"]),
        ("traceparent", ["00-0-0-0", "x", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"]),
        ("x-ms-invocation-id", ["x", "00000000-0000-0000-0000-000000000000"]),
        ("Accept-Language", ["de", "\u00e9"]),
        ("Cookie", [new('c', 2_000)]),
    ];

    readonly ApiRoute[] _weighted =
        [.. routes.SelectMany(route => Enumerable.Repeat(route, ValidBodies.Of(route.Function).Count > 0 ? BodyWeight : 1))];

    /// <summary>The request of a number.</summary>
    public FuzzRequest Create(int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var mutation = new JsonMutation(random);
        bool Chance(double of) => random.NextDouble() < of;

        // The first ones are one for each route, by its own method: none is left to chance.
        var route = number < routes.Count ? routes[number] : Chance(0.06) ? null : mutation.Pick(_weighted);
        var id = Chance(0.5) ? searchId : mutation.Pick(Ids);
        var path = route is null ? mutation.Pick(Foreign) : $"/api/{route.Template.Replace("{id}", id, StringComparison.Ordinal)}";
        var method = route is null || (number >= routes.Count && Chance(0.08)) ? mutation.Pick(Methods) : route.Method;
        var body = route is null ? null : Body(route.Function, random, mutation);
        if (body is null && Chance(0.05))
        {
            body = [0];
        }

        return new FuzzRequest(number, route, method, path + Query(random, mutation), Head(random, mutation, body is not null), body);
    }

    static byte[]? Body(string function, Random random, JsonMutation mutation)
    {
        if (ValidBodies.Of(function) is not { Count: > 0 } bodies)
        {
            return null;
        }

        var body = mutation.Change(mutation.Pick(bodies), random.Next(5));
        if (random.Next(5) == 0)
        {
            ValidBodies.Bound(function, body);
        }
        else
        {
            body[ValidBodies.Fault] = true;
        }

        return random.Next(5) == 0 ? mutation.Break(body.ToJsonString()) : Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    static string Query(Random random, JsonMutation mutation)
    {
        var parts = Enumerable.Range(0, Math.Max(0, random.Next(-7, 4)))
            .Select(_ => string.Create(CultureInfo.InvariantCulture, $"{mutation.Pick(Names)}={mutation.Pick(QueryValues)}"));
        var query = string.Join('&', parts);
        return query.Length == 0 ? "" : $"?{query}";
    }

    static List<(string, string)> Head(Random random, JsonMutation mutation, bool hasBody)
    {
        var key = random.Next(25) switch { 0 => "", 1 => "wrong", _ => FunctionsHost.HostKey };
        var head = new List<(string, string)> { ("x-functions-key", key) };
        if (hasBody)
        {
            head.Add(("Content-Type", random.Next(10) == 0 ? mutation.Pick(ContentTypes) : Json));
        }

        for (var i = random.Next(-1, 3); i > 0; i--)
        {
            var (name, values) = mutation.Pick(Headers);
            if ((hasBody || !name.StartsWith("Content-", StringComparison.Ordinal)) && !head.Exists(other => other.Item1 == name))
            {
                head.Add((name, mutation.Pick(values)));
            }
        }

        return head;
    }
}
