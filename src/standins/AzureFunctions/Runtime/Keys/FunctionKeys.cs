using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Checks the keys of requests.</summary>
/// <remarks>System and function keys are derived from the master key, so a new master key renews them all.</remarks>
sealed class FunctionKeys(StoredKeys keys) : IFunctionKeys
{
    const string Header = "x-functions-key";

    public string MasterKey => keys.MasterKey;

    public string HostKey => keys.HostKey;

    public string GetSystemKey(string extension) => Derive("system", extension);

    /// <summary>The default key of one function.</summary>
    public string GetFunctionKey(string function) => Derive("function", function);

    public bool IsAuthorised(HttpRequest request, AuthorizationLevel level, string? name)
    {
        if (level is AuthorizationLevel.Anonymous or AuthorizationLevel.User)
        {
            return true;
        }

        var given = request.Headers.TryGetValue(Header, out var header) ? header.ToString() : request.Query["code"].ToString();
        return Same(given, keys.MasterKey) || level switch
        {
            AuthorizationLevel.Function => Same(given, keys.HostKey) || (name is not null && Same(given, GetFunctionKey(name))),
            AuthorizationLevel.System => name is not null && Same(given, GetSystemKey(name)),
            _ => false,
        };
    }

    static bool Same(string given, string key) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(key));

    string Derive(string scope, string name)
        => Base64Url.EncodeToString(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(keys.MasterKey), Encoding.UTF8.GetBytes($"{scope}/{name.ToLowerInvariant()}")));
}
