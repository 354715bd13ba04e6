using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Triggers.Http;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Tests.Description;

/// <summary>The parameters of operations: of the path, the query and the headers.</summary>
static class OperationParameters
{
    const string Id = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";

    static readonly Dictionary<string, (string Description, JsonObject Schema)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["id"] = ("The item's id, as lists and answers give it.", Text(Id)),
        ["name"] = ("The file's name: at most 100 letters, digits, '.', '_' and '-'.", Text("^[A-Za-z0-9._-]{1,100}$")),
        ["after"] = ("Where the page before ended; take it from nextLink.", Text(null)),
        ["maxpagesize"] = ("Items on a page, at most.", Whole(1, 200, 50)),
        ["state"] = ("Only searches of this state.", new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. Enum.GetNames<Core.Searches.SearchStatus>().Select(name => JsonValue.Create(name))]) }),
        ["format"] = ("How to write it; without it as Accept says, or as json.", new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("json", "csv") }),
        ["getModel.format"] = ("The network, its weights, the request that trains it again, or a model card.", new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("onnx", "safetensors", "recipe", "card"), ["default"] = "onnx" }),
        ["candidate"] = ("The candidate's id, as the front and evaluations give it.", Text(null)),
        ["file"] = ("A file that the page loads.", Text(null)),
        ["generation"] = ("The generation, from 0; in an asynchronous search the turn.", Whole(0, int.MaxValue - 1, 0)),
        ["turn"] = ("The first turn of the page, from 0.", Whole(0, int.MaxValue - 100, 0)),
        ["device"] = ("The device that architectures are for: one that the generator knows, or one of the platform.", Text("^[A-Za-z0-9_.-]{1,60}$")),
        ["latencyMs"] = ("The most milliseconds that an architecture may be predicted to take.", Positive()),
        ["energyMj"] = ("The most millijoules that an architecture may be predicted to take.", Positive()),
        ["count"] = ("How many architectures.", Whole(1, 100, 10)),
        ["seed"] = ("Of the draws; the same question has the same answer.", Whole(0, int.MaxValue, 0)),
        ["Idempotency-Key"] = ("1 to 200 ASCII characters. The same request with the same key is done once, and answered alike.", Text("^[ -~]{1,200}$")),
        ["If-Match"] = ("Only while the item has this ETag.", Text(null)),
        ["If-None-Match"] = ("With *: only while there is no such item.", Text(null)),
        ["Content-Digest"] = ("sha-256=:BASE64: (RFC 9530); other bytes are refused.", Text(null)),
    };

    /// <summary>An operation's.</summary>
    public static JsonArray Of(MethodInfo method, HttpTriggerAttribute trigger, TakesJsonAttribute? json)
    {
        IEnumerable<string> path = method.GetParameters().Where(parameter => trigger.Route!.Contains($"{{{parameter.Name}}}", StringComparison.Ordinal)).Select(parameter => parameter.Name!);
        var query = method.GetCustomAttribute<QueryParametersAttribute>();
        var headers = (method.GetCustomAttribute<TakesHeadersAttribute>()?.Names ?? []).ToList();
        if (json is { HasIdempotencyKey: true })
        {
            headers.Insert(0, "Idempotency-Key");
        }

        var operation = Camel(method.GetCustomAttribute<FunctionAttribute>()!.Name);
        return
        [
            .. path.Select(name => Parameter(operation, name, "path", isRequired: true)),
            .. (query?.Names ?? []).Select(name => Parameter(operation, name, "query", isRequired: name == query!.Required)),
            .. headers.Select(name => Parameter(operation, name, "header", isRequired: false)),
        ];
    }

    /// <summary>A name as JSON writes it.</summary>
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    static JsonObject Parameter(string operation, string name, string place, bool isRequired)
    {
        var (description, schema) = Known.TryGetValue($"{operation}.{name}", out var known) || Known.TryGetValue(name, out known) ? known : throw new ArgumentException($"Nothing says what {name} is: tell it in {nameof(OperationParameters)}.");
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["description"] = description, ["schema"] = schema.DeepClone() };
        if (isRequired)
        {
            parameter["required"] = true;
        }

        return parameter;
    }

    static JsonObject Text(string? pattern) => pattern is null ? new JsonObject { ["type"] = "string" } : new JsonObject { ["type"] = "string", ["pattern"] = pattern };

    static JsonObject Positive() => new() { ["type"] = "number", ["exclusiveMinimum"] = 0 };

    static JsonObject Whole(int least, int most, int usual) =>
        new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most, ["default"] = usual };
}
