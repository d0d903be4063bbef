using System.CommandLine;
using OrleansSessions.ClientSample;

var speedUp = new Option<double>("--speed-up")
{
    Description = "How many times faster than it happened the log is played.",
    DefaultValueFactory = _ => 600,
};
speedUp.Validators.Add(result =>
{
    if (result.GetValue(speedUp) is not (> 0 and <= 1_000_000))
    {
        result.AddError($"--speed-up must be more than 0 and at most 1,000,000, but is {result.GetValue(speedUp)}.");
    }
});
var gatewayPort = new Option<int>("--gateway-port")
{
    Description = "The loopback port of the silo's gateway.",
    DefaultValueFactory = _ => 30000,
};
gatewayPort.Validators.Add(result =>
{
    if (result.GetValue(gatewayPort) is not (> 0 and <= 65_535))
    {
        result.AddError($"--gateway-port must be 1 to 65,535, but is {result.GetValue(gatewayPort)}.");
    }
});
var ownSilo = new Command(
    "own-silo", "Imports the log into a silo in this process, whose sessionizer has types of its own, and tells by which pages visitors came.");
ownSilo.SetAction((_, cancellationToken) => OwnSiloCommand.RunAsync(cancellationToken));
var root = new RootCommand("Plays a day of a web server's log into a running silo-host, and prints visits as they end.")
{
    speedUp, gatewayPort, ownSilo,
};
root.SetAction((parsed, cancellationToken) =>
    HostVisitsCommand.RunAsync(parsed.GetValue(gatewayPort), parsed.GetValue(speedUp), cancellationToken));
return await root.Parse(args).InvokeAsync();
