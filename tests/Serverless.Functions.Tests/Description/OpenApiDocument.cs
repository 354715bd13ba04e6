using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Validation;
using Serverless.Functions.Triggers.Http;
using Serverless.Functions.Triggers.Http.Description;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Description;

/// <summary>Creates the description of the HTTP API (OpenAPI 3.1) from the functions, their attributes and comments.</summary>
sealed partial class OpenApiDocument
{
    const string Components = "#/components/";
    const string Json = "application/json";

    readonly ContractSchemas _schemas = new($"{Components}schemas/", isWritten: true);
    readonly RequestSchemas _requests = new($"{Components}schemas/");
    readonly SortedDictionary<string, JsonNode?> _problems = new(StringComparer.Ordinal);

    /// <summary>The whole document.</summary>
    public static JsonObject Create() => new OpenApiDocument().Build();

    JsonObject Build()
    {
        var paths = new JsonObject();
        foreach (var (method, trigger) in Functions.OrderBy(function => function.Trigger.Route, StringComparer.Ordinal))
        {
            var path = $"/{trigger.Route}";
            var item = paths[path]?.AsObject() ?? [];
            item[trigger.Methods!.Single()] = Operation(method, trigger);
            paths[path] = item;
        }

        var problem = _schemas.Of(typeof(ApiProblem));
        _schemas.Components[nameof(ApiProblem)]["properties"]!["code"]!["enum"] = new JsonArray([.. Codes.Select(code => JsonValue.Create(code))]);
        var schemas = _schemas.Components.Concat(_requests.Components).ToDictionary(pair => pair.Key, pair => WithExample(pair.Key, pair.Value));
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Serverless",
                ["summary"] = "Hardware-aware neural architecture search on Azure Functions.",
                ["description"] = "docs/http-api.md tells how to use it. Answers may gain fields: ignore those that you do not know. Fields without a value are left out.",
                ["version"] = "1",
            },
            ["servers"] = new JsonArray(new JsonObject
            {
                ["url"] = "{host}/api",
                ["variables"] = new JsonObject { ["host"] = new JsonObject { ["default"] = "http://127.0.0.1:7071", ["description"] = "What ./serverless up serves, or a functions app." } },
            }),
            ["security"] = new JsonArray(new JsonObject { ["functionKey"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["functionKey"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "x-functions-key", ["description"] = "A function key or host key of the functions app." },
                },
                ["schemas"] = new JsonObject(schemas.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value))),
                ["responses"] = new JsonObject(_problems)
                {
                    ["Unauthorised"] = new JsonObject { ["description"] = "The key is missing, or is none of this app. The host answers, without a body." },
                    ["Failed"] = Problems("What is stored is broken, or something unexpected happened.", [ProblemCodes.DocumentBroken, ProblemCodes.InternalError], problem),
                    ["Unavailable"] = Problems("Storage does not answer: try again in a while.", [ProblemCodes.StorageUnavailable], problem),
                },
            },
        };
    }

    /// <value>The functions that HTTP requests call.</value>
    public static IEnumerable<(MethodInfo Method, HttpTriggerAttribute Trigger)> Functions =>
        from type in typeof(ProblemCodes).Assembly.GetTypes()
        from method in type.GetMethods()
        where method.GetCustomAttribute<FunctionAttribute>() is not null
        let trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().FirstOrDefault()
        where trigger is not null
        select (method, trigger);

    /// <value>All codes of problems.</value>
    public static IEnumerable<string> Codes => typeof(ProblemCodes).GetFields().Select(constant => (string)constant.GetRawConstantValue()!);

    JsonObject Operation(MethodInfo method, HttpTriggerAttribute trigger)
    {
        var json = method.GetCustomAttribute<TakesJsonAttribute>();
        var summary = SummaryMark().Replace(XmlComments.Of(method) ?? XmlComments.Of(method.DeclaringType!)!, "");
        var operation = new JsonObject
        {
            ["operationId"] = OperationParameters.Camel(method.GetCustomAttribute<FunctionAttribute>()!.Name),
            ["summary"] = char.ToUpperInvariant(summary[0]) + summary[1..],
            ["tags"] = new JsonArray(TagMark().Match(trigger.Route!).Value),
        };
        if (OperationParameters.Of(method, trigger, json) is { Count: > 0 } parameters)
        {
            operation["parameters"] = parameters;
        }

        if (json is not null)
        {
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject { [Json] = RequestBody(json.Body) },
            };
        }
        else if (method.GetCustomAttribute<TakesFileAttribute>() is { } file)
        {
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = new JsonObject { [file.MediaType] = new JsonObject() } };
        }

        operation["responses"] = Responses(method, trigger, json);
        if (trigger.AuthLevel == AuthorizationLevel.Anonymous)
        {
            operation["security"] = new JsonArray();
        }

        return operation;
    }

    JsonObject RequestBody(Type type)
    {
        var content = new JsonObject { ["schema"] = _requests.Of(type) };
        var examples = new JsonObject(RequestExamples.Of(type).Select(example =>
            KeyValuePair.Create<string, JsonNode?>(example.Name, new JsonObject { ["value"] = example.Value })));
        if (examples.Count > 0)
        {
            content["examples"] = examples;
        }

        return content;
    }

    JsonObject Responses(MethodInfo method, HttpTriggerAttribute trigger, TakesJsonAttribute? json)
    {
        var responses = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var answer in method.GetCustomAttributes<AnswersAttribute>())
        {
            responses[$"{answer.Status}"] = Answer(answer);
            if (answer.IsTagged && trigger.Methods![0] == "get")
            {
                responses["304"] = new JsonObject { ["description"] = "It is what If-None-Match names." };
            }
        }

        var problem = _schemas.Of(typeof(ApiProblem));
        foreach (var refusal in Refusals(method, json).GroupBy(refusal => refusal.Status))
        {
            string[] codes = [.. refusal.SelectMany(refusal => refusal.Codes).Distinct().Order(StringComparer.Ordinal)];
            responses[$"{refusal.Key}"] = Shared(refusal.Key, codes, problem);
        }

        if (trigger.AuthLevel != AuthorizationLevel.Anonymous)
        {
            responses["401"] = Response("Unauthorised");
            responses["500"] = Response("Failed");
        }

        responses["503"] = Response("Unavailable");
        return new JsonObject(responses);
    }

    static IEnumerable<RefusesAttribute> Refusals(MethodInfo method, TakesJsonAttribute? json) =>
    [
        .. method.GetCustomAttributes<RefusesAttribute>(),
        new RefusesAttribute(400, ProblemCodes.InvalidParameter),
        .. json is null ? Array.Empty<RefusesAttribute>() :
        [
            new RefusesAttribute(400, ProblemCodes.MalformedJson, ProblemCodes.MalformedBody),
            new RefusesAttribute(408, ProblemCodes.BodyTooSlow),
            new RefusesAttribute(413, ProblemCodes.BodyTooLarge),
            new RefusesAttribute(415, ProblemCodes.UnsupportedMediaType, ProblemCodes.UnsupportedContentEncoding),
            new RefusesAttribute(422, ProblemCodes.InvalidRequest),
        ],
        .. json is { HasIdempotencyKey: true } ? [new RefusesAttribute(422, ProblemCodes.IdempotencyKeyReused)] : Array.Empty<RefusesAttribute>(),
    ];

    JsonObject Answer(AnswersAttribute answer)
    {
        var response = new JsonObject { ["description"] = answer.Body is null ? "Done." : XmlComments.Of(answer.Body) ?? ContractSchemas.NameOf(answer.Body) };
        var headers = new JsonObject();
        if (answer.HasLocation)
        {
            headers["Location"] = Header("Where it is, as a path from the root of the host.");
        }

        if (answer.IsTagged)
        {
            headers["ETag"] = Header("For If-None-Match, and for If-Match where an operation takes it.");
        }

        if (headers.Count > 0)
        {
            response["headers"] = headers;
        }

        var content = new JsonObject();
        if (answer.Body is not null)
        {
            content[Json] = new JsonObject { ["schema"] = _schemas.Of(answer.Body) };
        }

        if (answer.MediaType is not null)
        {
            content[answer.MediaType] = new JsonObject();
        }

        if (content.Count > 0)
        {
            response["content"] = content;
        }

        return response;
    }

    static JsonObject Header(string description) =>
        new() { ["description"] = description, ["schema"] = new JsonObject { ["type"] = "string" } };

    /// <summary>A reference to the response that tells these problems, which several operations have.</summary>
    JsonObject Shared(int status, string[] codes, JsonObject problem)
    {
        var name = $"{status}-{string.Join('.', codes)}";
        _problems.TryAdd(name, Problems(string.Join(", ", codes), codes, problem));
        return Response(name);
    }

    static JsonObject Response(string name) => new() { ["$ref"] = $"{Components}responses/{name}" };

    static JsonObject Problems(string description, string[] codes, JsonObject problem) => new()
    {
        ["description"] = description,
        ["content"] = new JsonObject
        {
            ["application/problem+json"] = new JsonObject
            {
                ["schema"] = new JsonObject
                {
                    ["allOf"] = new JsonArray(problem.DeepClone()),
                    ["properties"] = new JsonObject { ["code"] = new JsonObject { ["enum"] = new JsonArray([.. codes.Select(code => JsonValue.Create(code))]) } },
                },
            },
        },
    };

    /// <summary>A schema with the golden file of its type as the example, where there is one.</summary>
    static JsonObject WithExample(string name, JsonObject schema)
    {
        var file = Path.Combine(RepositoryPaths.Root, "tests", "Serverless.Core.Tests", "Contracts", $"{name}.json");
        if (File.Exists(file))
        {
            schema["examples"] = new JsonArray(JsonNode.Parse(File.ReadAllText(file)));
        }

        return schema;
    }

    [GeneratedRegex("^[A-Z]+ /api/[^ ]*: ")]
    private static partial Regex SummaryMark();

    [GeneratedRegex("^[a-z.]+")]
    private static partial Regex TagMark();
}
