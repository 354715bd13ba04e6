using Serverless.LocalHost;

return await HostCommand.InvokeAsync(args, Console.Error);
