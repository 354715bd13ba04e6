using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Serverless.Testing;

namespace Serverless.EndToEnd.Tests.Fuzzing;

/// <summary>The rules that every response of the API follows, whatever the request.</summary>
static partial class AnswerRules
{
    /// <summary>What only a framework, a serialiser or a stack trace says, and secrets.</summary>
    static readonly string[] Forbidden =
    [
        "   at ", "System.", "Microsoft.", "Azure.", "Exception", "LineNumber", "BytePosition", "JsonSerializer", "Path: $", "StackTrace", ".cs:line",
        "invalid start of", "invalid end of", "AccountKey", "devstoreaccount1", FunctionsHost.HostKey, FunctionsHost.MasterKey, RequestGenerator.ForeignHost,
    ];

    static readonly DescribedAnswers Described = new();

    /// <summary>What is wrong with an answer; null when nothing is.</summary>
    public static async Task<string?> FaultAsync(FuzzRequest request, HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode >= 500)
        {
            return $"{(int)answer.StatusCode}: {body}";
        }

        var told = Forbidden.FirstOrDefault(word => Everything(answer, body).Contains(word, StringComparison.Ordinal));
        if (told is not null)
        {
            return $"It tells '{told}': {Everything(answer, body)}";
        }

        if (answer.Headers.Location is { } location && !location.OriginalString.StartsWith("/api/", StringComparison.Ordinal))
        {
            return $"Its Location is {location.OriginalString}.";
        }

        return ((int)answer.StatusCode < 400 || IsWithoutBody(request, answer, body) ? null : ProblemFault(answer, body))
            ?? Described.FaultOf(request, answer, body);
    }

    // An answer to HEAD has none, and neither has that of a server to a path with a zero byte, which it refuses before anything sees it.
    static bool IsWithoutBody(FuzzRequest request, HttpResponseMessage answer, string body) =>
        request.Method == "HEAD"
        || (body.Length == 0 && answer.StatusCode == HttpStatusCode.BadRequest && request.Target.Split('?')[0].Contains("%00", StringComparison.Ordinal));

    static string? ProblemFault(HttpResponseMessage answer, string body)
    {
        var type = answer.Content.Headers.ContentType?.MediaType;
        if (type != "application/problem+json")
        {
            return $"{(int)answer.StatusCode} as {type ?? "nothing"}, not application/problem+json: {body}";
        }

        using var document = JsonDocument.Parse(body);
        var problem = document.RootElement;
        return problem.GetProperty("status").GetInt32() == (int)answer.StatusCode
            && Code().IsMatch(problem.GetProperty("code").GetString() ?? "")
            && problem.GetProperty("title").GetString() is { Length: > 0 }
            ? null
            : $"The problem lacks its status, code or title: {body}";
    }

    static string Everything(HttpResponseMessage answer, string body) => $"{answer.Headers}{answer.Content.Headers}{body}";

    [GeneratedRegex("^[a-z][A-Za-z]+$")]
    private static partial Regex Code();
}
